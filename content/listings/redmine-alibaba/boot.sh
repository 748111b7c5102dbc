#!/bin/sh
# INTERNAL-MARKER-redmine-alibaba-boot_script
exec /usr/local/sbin/firstboot
