#!/bin/sh
# INTERNAL-MARKER-harbor-alibaba-boot_script
exec /usr/local/sbin/firstboot
