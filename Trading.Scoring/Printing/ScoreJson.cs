using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trading.Scoring;

/// <summary>
/// The one writer of results as JSON (docs/spec/scoring.md, section 9): what <c>trading score</c> prints and what a
/// server answers are the same bytes.
/// </summary>
public static class ScoreJson
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The array of rows: <c>--json</c>.</summary>
    public static string Rows(Counted counted) => Text(counted.Rows);

    /// <summary>The object with reasons: <c>--json --reasons</c>.</summary>
    public static string WithReasons(Counted counted) =>
        Text(
            new
            {
                counted.Rows,
                counted.Candidates,
                counted.Reasons,
                counted.Corrections,
            }
        );

    /// <summary>The object with derivations: <c>--json --explain</c>.</summary>
    /// <param name="outcome">The result.</param>
    /// <param name="counted">The same, as texts.</param>
    public static string Explained(Outcome outcome, Counted counted) =>
        Text(
            new
            {
                counted.Rows,
                counted.Candidates,
                Excluded = outcome.Excluded.Select(e => new
                {
                    Bid = e.BidId,
                    Reason = Words.Of(e.Reason),
                    e.Rule,
                }),
                Findings = outcome
                    .FindAll()
                    .Select(f => new
                    {
                        Code = f.Word,
                        f.Subject,
                        Value = $"{f.Value}",
                        Limit = $"{f.Limit}",
                        f.Rule,
                    }),
                counted.Corrections,
                Derivations = outcome.Rows.Select(r => new { Bid = r.BidId, Terms = r.Explain().Select(Term) }),
            }
        );

    private static object Term(Term term) =>
        new
        {
            Term = term.Name,
            term.Formula,
            Inputs = term.Inputs.Select(i => new { i.Name, i.Value }),
            Value = $"{term.Value}",
            term.Rule,
        };

    private static string Text(object value) => JsonSerializer.Serialize(value, Indented);
}
