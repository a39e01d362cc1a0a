"""Addresses: the queue of decisions, and those of one project."""

from django.urls import path

from kaname.web.decisions.views import answering, lists, record, writing

app_name = "decisions"
PROJECT = "projects/<str:code>/decisions/"
ONE = f"{PROJECT}<int:number>/"
urlpatterns = [
    path("decisions/", lists.queue, name="queue"),
    path("decisions/decisions.xlsx", lists.xlsx, name="xlsx"),
    path(PROJECT, lists.of_one_project, name="project"),
    path(f"{PROJECT}new/", writing.new, name="new"),
    path(ONE, record.decision_page, name="decision"),
    path(f"{ONE}edit/", writing.edit, name="edit"),
    path(f"{ONE}submit/", writing.submit, name="submit"),
    path(f"{ONE}withdraw/", writing.withdraw, name="withdraw"),
    path(f"{ONE}entrust/", writing.entrust, name="entrust"),
    path(f"{ONE}anew/", writing.begin_anew, name="anew"),
    path(f"{ONE}blocks/", writing.hold_up, name="hold-up"),
    path(f"{ONE}blocks/<int:activity>/remove/", writing.let_go, name="let-go"),
    path(f"{ONE}decide/", answering.decide, name="decide"),
    path(f"{ONE}send-back/", answering.send_back, name="send-back"),
    path(f"{ONE}shelve/", answering.shelve, name="shelve"),
]
