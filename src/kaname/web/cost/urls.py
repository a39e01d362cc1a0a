"""Addresses: the money of a project."""

from django.urls import path

from kaname.web.cost.views import accounts, actuals, downloads, overview, reserves, savings

app_name = "cost"
urlpatterns = [
    path("cost/", overview.overview, name="overview"),
    path("cost/take/", overview.take, name="take"),
    path("cost/explain/<int:snapshot>/", overview.explain, name="explain"),
    path("cost/accounts/", accounts.account_list, name="accounts"),
    path("cost/accounts.xlsx", downloads.accounts_file, name="accounts-xlsx"),
    path("cost/accounts/new/", accounts.account_new, name="account-new"),
    path("cost/accounts/<int:account>/", accounts.account_page, name="account"),
    path("cost/accounts/<int:account>/edit/", accounts.account_edit, name="account-edit"),
    path("cost/accounts/<int:account>/remove/", accounts.account_remove, name="account-remove"),
    path("cost/accounts/<int:account>/lines/new/", accounts.line_new, name="line-new"),
    path("cost/accounts/<int:account>/estimate/", accounts.estimate_new, name="estimate-new"),
    path("cost/accounts/<int:account>/from-plan/", accounts.lines_from_plan, name="lines-from-plan"),
    path("cost/lines/<int:line>/", accounts.line_edit, name="line"),
    path("cost/lines/<int:line>/remove/", accounts.line_remove, name="line-remove"),
    path("cost/approve/", accounts.approve, name="approve"),
    path("cost/actuals/", actuals.actual_list, name="actuals"),
    path("cost/actuals/new/", actuals.actual_new, name="actual-new"),
    path("cost/actuals/import/", actuals.actual_import, name="actual-import"),
    path("cost/actuals/post/", actuals.actual_post_file, name="actual-post-file"),
    path("cost/actuals/<int:actual>/reverse/", actuals.actual_reverse, name="actual-reverse"),
    path("cost/months/close/", actuals.month_close, name="month-close"),
    path("cost/months/<int:month>/reopen/", actuals.month_reopen, name="month-reopen"),
    path("cost/reserves/", reserves.reserve_list, name="reserves"),
    path("cost/reserves/new/", reserves.reserve_new, name="reserve-new"),
    path("cost/reserves/<int:reserve>/draw/", reserves.draw, name="draw"),
    path("cost/orders/new/", reserves.order_new, name="order-new"),
    path("cost/orders/<int:order>/", reserves.order_edit, name="order"),
    path("cost/savings/", savings.saving_list, name="savings"),
    path("cost/savings.xlsx", savings.savings_file, name="savings-xlsx"),
    path("cost/savings/new/", savings.saving_new, name="saving-new"),
    path("cost/savings/<int:saving>/", savings.saving_page, name="saving"),
    path("cost/savings/<int:saving>/edit/", savings.saving_edit, name="saving-edit"),
    path("cost/savings/<int:saving>/approve/", savings.saving_approve, name="saving-approve"),
    path("cost/savings/<int:saving>/refuse/", savings.saving_refuse, name="saving-refuse"),
    path("cost/savings/<int:saving>/withdraw/", savings.saving_withdraw, name="saving-withdraw"),
]
