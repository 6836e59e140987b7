/** As `descriptions`, of scores and grades. */
export const gradingDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CustomerScore: {
    '': 'Why a customer has its score and its grade: the newest scoring, as it was. Of a customer without a grade it says how it would be scored now.',
    score:
      '0 (worst) to 1000. Null while less is known than the policy asks for; the contributions are those of the score that there would be.',
    gradedOn: 'The day on which the customer was graded last.',
    scoredOn: 'The day of this scoring.',
    policyVersion: 'The version of the policy that it was scored by.',
    knownPercent: 'Share of the weight of the scorecard whose values are known.',
    reason: 'Why the grade is what it is, in a sentence.',
    ceilings: 'Facts that hold, and that no score makes up for: the grade is not better than theirs.',
    risingSince: 'Since when the score has been good enough for a better grade.',
    risesOn:
      'The day on which the grade rises if the score stays as good; of a grade that nothing is behind any more, the day on which it is taken back.',
    nextGradingOn: 'The day on which the customer is graded anew at the latest; today after something has changed.',
    nextGrade:
      'The next better grade that there is a band of. Null for the best one, without a grade and without a score.',
    raises: 'What would raise the score or the grade: facts first, then the largest gains.',
  },
  NextGrade: {
    '': 'How far away the next better grade is, and what stands before it.',
    from: 'The score from which the grade rises, after the waiting time: that of the band and the margin above it.',
    missing: 'Points that are missing; zero while only the waiting time is, or a fact.',
    boundBy: 'Facts that keep the grade from it whatever the score, the strictest first.',
    text: 'The same in words.',
  },
  ScoreContribution: {
    '': 'What one characteristic adds to the score.',
    label: 'What it is called.',
    value: 'Null when it is not known.',
    text: 'The value in words, or why there is none.',
    missing: 'Why the value is not known; it counts with its neutral points then.',
    points: '0 (worst) to 100 (best).',
    isNeutral: 'The points are the neutral ones, because the value is not known.',
    weightPercent: 'Its share of the score.',
    contribution: 'Points of the score: those of all characteristics sum up to it.',
  },
  ScoreRaise: {
    '': 'Something that would raise the score or the grade.',
    name: 'A characteristic, or the fact of a ceiling.',
    gain: 'Points of the score, rounded. Null for a fact.',
  },
  GradeCeiling: {
    '': 'A fact that bounds the grade.',
    days: 'From so many days past due.',
    count: 'From so many within 12 months; of DEFAULTS so many months with one within 24.',
    grade: 'The best grade while it holds.',
  },
};
