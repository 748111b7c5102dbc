#!/bin/sh
# INTERNAL-MARKER-gitea-alibaba-boot_script
exec /usr/local/sbin/firstboot
