using Trading.Evaluation.Draws;
using Trading.Streams.Archives;

namespace Trading.Evaluation.Audits;

/// <summary>
/// The checks of the archive of a draw: those of any public stream, those of a transcript, and what offices and people
/// signed. Source: docs/spec/draw.md, "Checks".
/// </summary>
public static class DrawArchiveAudit
{
    /// <summary>All checks in the order of their numbers.</summary>
    public static IReadOnlyList<Check<DrawArchiveCase>> Checks { get; } =
    [
        .. Streams.Audits.StreamChecks.Of<DrawArchiveCase>(),
        .. DrawAudit.Checks.Select(check => new Check<DrawArchiveCase>(
            check.Number,
            check.Title,
            5,
            c => Run(check, c)
        )),
        new(
            "V74",
            "the host signed the publication, the custodian what it said of its pool",
            2,
            OfficeChecks.Publication
        ),
        new("V75", "gateway, gate and custodian signed what became of each position", 3, OfficeChecks.Positions),
        new("V76", "what was announced is what the closed stream holds", 1, CountChecks.Counts),
        new(
            "V79",
            "the gate signed what became of everybody whom a hash names",
            3,
            c => PersonChecks.Statements(c.People)
        ),
        new(
            "V80",
            "the public counts of those people are those of the closed stream",
            1,
            c => PersonChecks.Counts(c.People)
        ),
        new(
            "V81",
            "every name that was told is signed, and of whom its hash names",
            3,
            c => PersonChecks.Names(c.People)
        ),
    ];

    /// <summary>Checks a file; without a trust file nothing anchors the keys.</summary>
    public static AuditReport Check(ReadOnlySpan<byte> file, TrustFile? trust)
    {
        if (ExternalArchiveAudit.IsExternal(file))
            return ExternalArchiveAudit.Check(file, trust);
        var audited = DrawArchiveCase.Read(file, trust);
        return new AuditReport(AuditRunner.RunAll(Checks, audited), trust is not null, RemarksOf(audited));
    }

    /// <summary>What the verdict says where the opening named no bidders until the committee stood anyway.</summary>
    public const string Unchecked =
        "the committee stood before the opening named its bidders: nobody was asked whether a member works for one";

    // What an archive holds beside a transcript is judged first. The request, and orders to draw again, are judged even
    // where nothing was drawn; beacon and seats of each draw, also of those that were drawn again.
    private static Finding Run(DrawCheck check, DrawArchiveCase c)
    {
        if (ArchiveChecks.ProblemOf(check.Number, c) is { } problem)
            return Finding.Fail(problem);
        if (c.Draw is not { } draw || (c.Draws.Count == 0 && check.Number != "V61"))
            return Finding.Nothing("nothing was drawn");
        if (check.Number == "V73" && c.Archive!.Stream.Kind == ArchiveKind.Public)
            return Finding.Nothing(ArchiveChecks.NoNames);
        foreach (var earlier in EachDraw.Contains(check.Number) ? c.Draws.SkipLast(1) : [])
            if (check.Run(earlier) is { Outcome: CheckOutcome.Fail } wrong)
                return Finding.Fail($"draw {earlier.K}: {wrong.Detail}");
        return check.Run(draw);
    }

    private static HashSet<string> EachDraw { get; } =
        new(StringComparer.Ordinal) { "V68", "V69", "V70", "V71", "V72" };

    private static List<string> RemarksOf(DrawArchiveCase c)
    {
        var remarks = new List<string>();
        if (c.Policy is { Drill: true })
            remarks.Add("drill: a rehearsal, not a draw");
        if (c.Policy is { Custody: Custody.Single })
            remarks.Add("custody single: whoever is root on that machine could have opened every record early");
        if (c.Public.OfType<DrawFailed>().LastOrDefault() is { } failed)
            remarks.Add($"the draw ended without a committee: {failed.Cause}");
        if (c.IsSettled && c.Draw?.Request is { Session.Length: > 0 } && c.BiddersOfLast() is null)
            remarks.Add(Unchecked);
        return remarks;
    }
}
