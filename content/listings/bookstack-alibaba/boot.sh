#!/bin/sh
# INTERNAL-MARKER-bookstack-alibaba-boot_script
exec /usr/local/sbin/firstboot
