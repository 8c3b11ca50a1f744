using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Audits;

/// <summary>V74 and V75: what host and offices signed. Source: docs/spec/draw.md, "Checks".</summary>
internal static class OfficeChecks
{
    public static Finding Publication(DrawArchiveCase c)
    {
        if (c.Requested is not { } requested || c.Policy is not { } policy)
            return Finding.Nothing("the publication cannot be read");
        var suite = Suite.Find(policy.Suite)!;
        if (c.Trust is { } trust && !trust.CoversOffices(policy))
            return Finding.Fail("custodian, gateway or gate are not those of the trust file");
        if (requested.Draw != policy.Session)
            return Finding.Fail("it is published under another id");
        var published = DrawStatements.Publication(
            suite,
            policy.TermsHash,
            requested.Policies,
            requested.Salt,
            requested.GateSalt
        );
        if (!Holds(suite, policy.Roles.Host, Tags.DrawPublish, published, requested.Signature))
            return Finding.Fail("the host's signature does not hold");
        foreach (var (tag, statement, signature) in c.Public.Select(e => SaidOfPool(e, policy)).OfType<Said>())
            if (!Holds(suite, policy.Roles.Custodian, tag, statement, signature))
                return Finding.Fail("the custodian's signature does not hold");
        return Finding.Pass("as the policies name them");
    }

    public static Finding Positions(DrawArchiveCase c)
    {
        if (c.Policy is not { } policy || c.Transcript is not { } transcript)
            return Finding.Nothing("nothing was drawn");
        if (c.Closed.FirstOrDefault(e => e is not PersonTold) is not (null or BeaconCombined))
            return Finding.Fail("something was told before the draw was made");
        foreach (var (beacon, after) in c.Rounds)
        {
            var (presented, told) = (new HashSet<int>(), new Dictionary<int, PositionOutcome>());
            var gone = new HashSet<int>();
            foreach (var happened in after)
            {
                var problem = happened switch
                {
                    PositionTold e => ProblemOf(e, policy, transcript.Root, beacon.K, presented),
                    ConflictsFound e => ProblemOf(e, policy, transcript, c.Public) ?? HereProblem(e, told, gone),
                    _ => "it has no place in the closed stream",
                };
                if (happened is PositionTold { Outcome: var outcome } about && !PositionStatement.IsOfDoor(outcome))
                    told[about.Position] = outcome;
                gone.UnionWith(DrawRound.DropsOf(happened));
                if (problem is not null)
                    return Finding.Fail($"draw {beacon.K}, {happened.GetType().Name}: {problem}");
            }
        }
        return Finding.Pass($"{c.Closed.Count(e => e is PositionTold or ConflictsFound)} statements");
    }

    private static Said? SaidOfPool(DrawEvent happened, LockPolicy policy) =>
        happened switch
        {
            PoolReduced e => new(Tags.DrawCommitted, DrawStatements.Commitment(policy.TermsHash, e.Root), e.Signature),
            PoolCommitted e => new(
                Tags.DrawCommitted,
                DrawStatements.Commitment(policy.TermsHash, e.Root),
                e.Signature
            ),
            DrawFailed { Cause: DrawFailure.PoolShort } e => new(
                Tags.DrawShortage,
                DrawStatements.Shortage(policy.TermsHash, new Shortage(e.Group, e.Needed, e.Left, e.Binding)),
                e.Signature
            ),
            _ => null,
        };

    private static bool Holds(Suite suite, byte[]? key, string tag, byte[] statement, byte[] signature) =>
        key is not null && SigningKey.Verify(suite, key, tag, statement, signature);

    // A record is asked for before its holder is in.
    private static string? ProblemOf(PositionTold e, LockPolicy policy, byte[] root, int k, HashSet<int> presented)
    {
        var said = new PositionStatement(policy.Session, root, (uint)k, e.Position, e.Outcome);
        if (!said.Holds(policy, root, (uint)k, e.Signature))
            return "the signature does not hold";
        if (e.Outcome == PositionOutcome.Presented)
            presented.Add(e.Position);
        return e.Outcome == PositionOutcome.Arrived && !presented.Contains(e.Position)
            ? "somebody arrived whose record nobody asked for"
            : null;
    }

    private static string? ProblemOf(
        ConflictsFound e,
        LockPolicy policy,
        DrawTranscript transcript,
        IReadOnlyList<DrawEvent> announced
    )
    {
        if (
            !ConflictStatement.TryParse(e.Statement, out var said)
            || !said.Holds(policy, transcript.Root, transcript.Positions.Count, e.Signature)
        )
            return "the signature does not hold";
        var suite = Suite.Find(policy.Suite)!;
        return announced
            .OfType<BiddersNamed>()
            .Any(named => ConflictStatement.HashOf(suite, named.Units).AsSpan().SequenceEqual(said.UnitsHash))
            ? null
            : "the custodian was asked about other units than were named";
    }

    // Of those who lost a seat by it: whoever had arrived, in the room or out of it.
    private static string? HereProblem(ConflictsFound e, Dictionary<int, PositionOutcome> told, HashSet<int> gone)
    {
        var here = DrawRound.DropsOf(e).Where(p => !gone.Contains(p) && DrawRound.IsHere(told, p));
        return here.SequenceEqual(e.Here ?? []) ? null : "others had arrived than it says";
    }

    private sealed record Said(string Tag, byte[] Statement, byte[] Signature);
}
