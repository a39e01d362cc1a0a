// What every page shares: the token of htmx's requests, menus, dialogs, the look, and keys.
import { followAppearance } from "./appearance";
import { foldOnPhones } from "./folds";
import { listenToKeys } from "./keys";
import { closeMenusElsewhere, openDialogs } from "./menus";
import { showCurrentTab } from "./tabs";
import { sendToken } from "./token";

sendToken();
closeMenusElsewhere();
openDialogs();
followAppearance();
foldOnPhones();
showCurrentTab();
listenToKeys();
