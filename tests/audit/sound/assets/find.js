const list = fetch("/assets/find.json");
