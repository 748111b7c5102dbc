#!/bin/sh
# INTERNAL-MARKER-wireguard-alibaba-boot_script
exec /usr/local/sbin/firstboot
