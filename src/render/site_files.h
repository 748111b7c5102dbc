// The files of a site that are no pages: robots.txt, sitemaps, and rules for the server.
#pragma once

#include "render/sitemap_xml.h"

namespace onshelf {

std::string robots_txt(const Site& site);
// Rules that hold for every page, in the form static hosts read. One rule covers all unlisted pages, so none is named.
std::string headers_file(const Site& site);
// A 301 for what moved, a 410 for what is gone; from the publication history.
std::string redirects_file(const Site& site, const SitePlan& plan);
// Both of these for nginx. It does not belong into the site: a server would hand it out.
std::string nginx_conf(const Site& site, const SitePlan& plan);

}  // namespace onshelf
