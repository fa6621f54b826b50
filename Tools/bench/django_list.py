"""The peer of console.list: the same list of applications by Django, with its own ORM, templates, sessions and sign-in.

django_list.py make FOLDER       makes its tables, fills them from the gateway's rows, and prints the cookie of one signed in
gunicorn django_list:application serves it

DJANGO_LIST_URL is the database, DJANGO_LIST_FOLDER holds `page.html`, which is our own page as a template of Django's: the same
words, the same bytes. It decrypts nothing, writes no audit, and knows one role.
"""
import os
import sys
import urllib.parse

import django
from django.conf import settings

place = urllib.parse.urlsplit(os.environ["DJANGO_LIST_URL"])
settings.configure(
    SECRET_KEY="of a measurement", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="django_list", USE_TZ=True, TIME_ZONE="Asia/Shanghai",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    # The loader that keeps a template compiled is Django's default outside of debugging.
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [os.environ["DJANGO_LIST_FOLDER"]]}],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql", "NAME": place.path.lstrip("/"), "USER": place.username,
        "PASSWORD": urllib.parse.unquote(place.password or ""), "HOST": place.hostname, "PORT": place.port,
        "CONN_MAX_AGE": None, "OPTIONS": {"options": "-c search_path=django_list"}}})
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

PAGE = 50


class Job(models.Model):
    key = models.CharField(max_length=64, primary_key=True)
    title = models.CharField(max_length=200)

    class Meta:
        app_label = "list"


class Application(models.Model):
    number = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    job = models.ForeignKey(Job, on_delete=models.CASCADE)
    updated = models.DateTimeField()

    class Meta:
        app_label = "list"


@login_required
def applications(request):
    rows = Application.objects.select_related("job").order_by("-number")
    if request.GET.get("after"):
        rows = rows.filter(number__lt=int(request.GET["after"]))
    if request.GET.get("job"):
        rows = rows.filter(job=request.GET["job"])
    return render(request, "page.html", {
        "applications": rows[:PAGE], "jobs": Job.objects.order_by("title", "key")})


urlpatterns = [path("hr/applications", applications)]
application = get_wsgi_application()


def make(title):
    """Tables with the rows of the gateway's, and the cookie of somebody who is signed in."""
    from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS django_list CASCADE; CREATE SCHEMA django_list")
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Job)
        editor.create_model(Application)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO list_job SELECT DISTINCT job_id, %s FROM gateway.applications", [title])
        cursor.execute(
            "INSERT INTO list_application (number, key, name, job_id, updated) SELECT number, key, 'Emily Carter ' || key, job_id, now() "
            "FROM gateway.applications WHERE job_id IS NOT NULL")
        cursor.execute("ANALYZE list_application")
    user = User.objects.create_user("hr", password="of a measurement")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(f"sessionid={session.session_key}")


if __name__ == "__main__":
    make(sys.argv[2])
