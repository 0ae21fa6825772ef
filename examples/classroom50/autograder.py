# autograder.py of a Classroom 50 assignment whose setup has put sockgrade into the home folder (docs/ci.md).
import os, subprocess
grade = ["node", os.path.expanduser("~/sockgrade/dist/grader/cli/main.js"), "grade", "ex3", ".", "--lang", "pt-BR", "--exit-zero", "--zero-if-refused"]
reports = ["--reporter", "tty", "--reporter", "classroom50=result.json", "--reporter", "classroom50-body=release-body.md"]
raise SystemExit(subprocess.run(grade + reports).returncode)
