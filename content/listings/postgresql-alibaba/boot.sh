#!/bin/sh
# INTERNAL-MARKER-postgresql-alibaba-boot_script
exec /usr/local/sbin/firstboot
