#!/bin/sh
# INTERNAL-MARKER-minio-alibaba-boot_script
exec /usr/local/sbin/firstboot
