import type { FormatWords } from "../format-words.ts";

/** What files for other systems and people say. */
export const formats: FormatWords = {
  hidden: (untilDue, always) =>
    [
      untilDue === 0
        ? ""
        : untilDue === 1
          ? "1 verificação fica oculta até o fim do prazo."
          : `${untilDue} verificações ficam ocultas até o fim do prazo.`,
      always === 0
        ? ""
        : always === 1
          ? "1 verificação não é mostrada aos alunos."
          : `${always} verificações não são mostradas aos alunos.`,
    ]
      .filter(Boolean)
      .join(" "),
  check: "Verificação",
  points: "Pontos",
  outcomes: {
    passed: "passou",
    failed: "falhou",
    skipped: "pulada",
    errored: "erro do corretor",
  },
  observation: "observação",
  terminals: "O que aconteceu nos terminais",
  more: (count) =>
    count === 1 ? "Mais 1 verificação falhou." : `Mais ${count} verificações falharam.`,
  cut: (count) =>
    count === 1 ? "Mais 1 parte não coube aqui." : `Mais ${count} partes não couberam aqui.`,
  student: "Aluno",
  score: "Nota",
  entries: {
    graded: "corrigida",
    errored: "não deu para corrigir",
    missing: "nada entregue",
  },
  counts: (graded, errored, missing) =>
    [
      graded === 1 ? "1 corrigida" : `${graded} corrigidas`,
      errored === 0 ? "" : `${errored} sem correção possível`,
      missing === 0 ? "" : missing === 1 ? "1 não entregou" : `${missing} não entregaram`,
    ]
      .filter(Boolean)
      .join(" · "),
  median: (score, maxScore) => `Mediana: ${score}/${maxScore}`,
  passedBy: "Passaram",
  unseen: (points) =>
    points === 1
      ? "Nesta máquina 1 ponto ficou sem verificar, para todos."
      : `Nesta máquina ${points} pontos ficaram sem verificar, para todos.`,
  ungraded: (count) =>
    `${count === 1 ? "1 aluno tem" : `${count} alunos têm`} verificações que não deu para fazer e por isso não ${count === 1 ? "aparece" : "aparecem"} nas planilhas de notas: corrija de novo.`,
  moodle: {
    identifier: "Identificador",
    participant: "Participante",
    fullName: "Nome completo",
    email: "Endereço de email",
    grade: "Nota",
    gradeModified: "Última modificação (nota)",
    comments: "Comentários de feedback",
  },
};
