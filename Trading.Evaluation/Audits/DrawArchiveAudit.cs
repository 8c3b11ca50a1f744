using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;

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
            c =>
                c.Draw is null || (c.Transcript is null && !IsEarly(check.Number))
                    ? Finding.Nothing("nothing was drawn")
                    : check.Run(c.Draw)
        )),
        new("V74", "the host signed the publication, the custodian what it committed to", 2, Offices),
        new("V75", "gateway, gate and custodian signed what became of each position", 3, Positions),
        new("V76", "the public counts are those of the closed stream", 1, Counts),
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

    // The request is judged even where nothing was drawn for it.
    private static bool IsEarly(string number) => number == "V61";

    private static List<string> RemarksOf(DrawArchiveCase c)
    {
        var remarks = new List<string>();
        if (c.Policy is { Drill: true })
            remarks.Add("drill: a rehearsal, not a draw");
        if (c.Policy is { Custody: Custody.Single })
            remarks.Add("custody single: whoever is root on that machine could have opened every record early");
        if (c.Public.OfType<DrawFailed>().LastOrDefault() is { } failed)
            remarks.Add($"the draw ended without a committee: {failed.Cause}");
        return remarks;
    }

    private static Finding Offices(DrawArchiveCase c)
    {
        if (c.Requested is not { } requested || c.Policy is not { } policy)
            return Finding.Nothing("the publication cannot be read");
        var suite = Suite.Find(policy.Suite)!;
        if (c.Trust is { } trust && !trust.CoversOffices(policy))
            return Finding.Fail("custodian, gateway or gate are not those of the trust file");
        var published = DrawStatements.Publication(
            suite,
            policy.TermsHash,
            requested.Policies,
            requested.Salt,
            requested.GateSalt
        );
        if (!Holds(suite, policy.Roles.Host, Tags.DrawPublish, published, requested.Signature))
            return Finding.Fail("the host's signature does not hold");
        foreach (var (root, signature) in c.Public.Select(Committed).OfType<(byte[], byte[])>())
        {
            var statement = DrawStatements.Commitment(policy.TermsHash, root);
            if (!Holds(suite, policy.Roles.Custodian, Tags.DrawCommitted, statement, signature))
                return Finding.Fail("the custodian's signature does not hold");
        }
        return Finding.Pass("as the policies name them");
    }

    private static (byte[] Root, byte[] Signature)? Committed(DrawEvent happened) =>
        happened switch
        {
            PoolReduced e => (e.Root, e.Signature),
            PoolCommitted e => (e.Root, e.Signature),
            _ => null,
        };

    private static bool Holds(Suite suite, byte[]? key, string tag, byte[] statement, byte[] signature) =>
        key is not null && SigningKey.Verify(suite, key, tag, statement, signature);

    private static Finding Positions(DrawArchiveCase c)
    {
        if (c.Policy is not { } policy || c.Transcript is not { } transcript)
            return Finding.Nothing("nothing was drawn");
        var (k, count) = (-1, 0);
        foreach (var happened in c.Closed)
        {
            if (happened is BeaconCombined beacon)
                k = beacon.K;
            var holds = happened switch
            {
                PositionTold e => new PositionStatement(
                    policy.Session,
                    transcript.Root,
                    (uint)k,
                    e.Position,
                    e.Outcome
                ).Holds(policy, transcript.Root, (uint)k, e.Signature),
                ConflictsFound e => ConflictStatement.TryParse(e.Statement, out var said)
                    && said.Holds(policy, transcript.Root, transcript.Positions.Count, e.Signature),
                _ => true,
            };
            if (!holds)
                return Finding.Fail($"closed event {count}: the signature does not hold");
            count++;
        }
        return Finding.Pass($"{c.Closed.Count(e => e is PositionTold or ConflictsFound)} statements");
    }

    private static Finding Counts(DrawArchiveCase c)
    {
        if (c.Transcript is null)
            return Finding.Nothing("nothing was drawn");
        var last = c.Closed.OfType<BeaconCombined>().Last();
        var after = c.Closed.SkipWhile(e => !ReferenceEquals(e, last)).OfType<PositionTold>().ToList();
        var gone = DrawArchiveCase.DroppedOf(c.Closed.SkipWhile(e => !ReferenceEquals(e, last))).ToHashSet();
        var arrived = after
            .Where(e => e.Outcome == PositionOutcome.Arrived && !gone.Contains(e.Position))
            .Select(e => e.Position)
            .Distinct()
            .Count();
        var told = c.Public.OfType<ArrivalsCounted>().LastOrDefault()?.Arrived ?? 0;
        var silent = after.Count(e => e.Outcome == PositionOutcome.Silent);
        var declined = after.Count(e => e.Outcome == PositionOutcome.Declined);
        var counted = c.Public.OfType<NoticesCounted>().LastOrDefault();
        return Finding.Of(
            told != arrived ? $"{told} arrivals were announced, {arrived} happened"
                : (counted?.Silent ?? 0) != silent || (counted?.Declined ?? 0) != declined
                    ? "other notices were announced than happened"
                : null,
            $"{arrived} arrived, {declined} declined, {silent} gave no answer"
        );
    }
}
