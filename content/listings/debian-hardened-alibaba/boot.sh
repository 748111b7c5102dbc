#!/bin/sh
# INTERNAL-MARKER-debian-hardened-alibaba-boot_script
exec /usr/local/sbin/firstboot
