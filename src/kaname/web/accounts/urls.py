"""Addresses: sign-in, own account, sessions, invitation."""

from django.urls import path

from kaname.web.accounts import tokens, views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("tokens/", tokens.own_tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
