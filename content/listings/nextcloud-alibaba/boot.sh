#!/bin/sh
# INTERNAL-MARKER-nextcloud-alibaba-boot_script
exec /usr/local/sbin/firstboot
