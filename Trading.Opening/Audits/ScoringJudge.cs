namespace Trading.Opening.Audits;

/// <summary>
/// What is wrong with the scoring terms that a lot was published with, as one English sentence, or null: the arithmetic
/// is another project's, and whoever audits brings it along. Source: docs/spec/scoring.md, 4.5 and 4.6.
/// </summary>
/// <param name="terms">Well-formed terms of the session.</param>
/// <param name="lot">One of its lots.</param>
/// <param name="text">The text of the lot's scoring terms.</param>
public delegate string? ScoringJudge(SessionTerms terms, LotTerms lot, string text);
