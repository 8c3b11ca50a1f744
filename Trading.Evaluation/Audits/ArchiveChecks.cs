using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Seatings;
using Trading.Streams.Archives;

namespace Trading.Evaluation.Audits;

/// <summary>
/// What checks of a transcript cannot see, because an archive alone holds it. Source: docs/spec/draw.md, "Checks".
/// </summary>
internal static class ArchiveChecks
{
    /// <summary>What the checks of names say of an archive that has none, whatever was opened at the door.</summary>
    public const string NoNames =
        "this archive holds no names: a public one never does, the supervisor's full one does";

    /// <summary>What is wrong under that number, or null.</summary>
    public static string? ProblemOf(string number, DrawArchiveCase c) =>
        number switch
        {
            "V65" => Rows(c),
            "V66" => ReducedBy(c),
            "V67" => Numbers(c),
            "V73" => Names(c),
            _ => null,
        };

    // Everything that was committed to is there, begins with the head that was published, and nothing else is.
    private static string? Rows(DrawArchiveCase c)
    {
        var published = c.Public.Select(CommittedBy).OfType<(byte[] Root, byte[] Head)>().ToList();
        var roots = published.Select(p => Convert.ToHexStringLower(p.Root)).ToHashSet(StringComparer.Ordinal);
        if (!roots.SetEquals(c.Archive!.Rows.Keys))
            return "the rows are not those of the roots that were published";
        return published.Exists(p => !c.Archive.Rows[Convert.ToHexStringLower(p.Root)].AsSpan().StartsWith(p.Head))
            ? "rows begin with another head than was published"
            : null;
    }

    private static (byte[] Root, byte[] Head)? CommittedBy(DrawEvent happened) =>
        happened switch
        {
            PoolReduced e => (e.Root, e.Head),
            PoolCommitted e => (e.Root, e.Head),
            _ => null,
        };

    // The value that was published is the one that the answers give.
    private static string? ReducedBy(DrawArchiveCase c)
    {
        if (c.Public.OfType<ReductionDrawn>().LastOrDefault() is not { } drawn)
            return null;
        if (
            c.Draw is not { DrawLock: { } draw, Request: { } request }
            || c.Public.OfType<PoolReduced>().LastOrDefault() is not { } reduced
            || DrawCase.Read(draw.Suite, drawn.Answers) is not { } answers
        )
            return null; // the check itself tells what cannot be read
        var (value, _) = DrawBeacon.ValueOf(draw, request.Draw, reduced.Root, 0, answers);
        return value is null || value.AsSpan().SequenceEqual(drawn.Value) ? null : "the answers give another value";
    }

    // Draws are numbered from 0, in both streams, and each but the first follows an order of its number.
    private static string? Numbers(DrawArchiveCase c)
    {
        var draws = c.Rounds.Select(r => r.Beacon.K).ToList();
        var ordered = c.Public.OfType<AnotherDrawOrdered>().Select(e => e.K).ToList();
        if (!draws.SequenceEqual(Enumerable.Range(0, draws.Count)))
            return "the draws of the closed stream are not numbered from 0";
        if (!c.Public.OfType<CommitteeDrawn>().Select(e => e.K).SequenceEqual(draws))
            return "other draws were announced than were made";
        // The last order may have had no answer.
        return
            ordered.SequenceEqual(Enumerable.Range(1, ordered.Count)) && ordered.Count - draws.Count is 0 or -1
            || draws.Count == 0 && ordered.Count == 0
            ? null
            : "the orders are not those of the draws";
    }

    // Where the committee is complete, the entitled are shown each of its members.
    private static string? Names(DrawArchiveCase c)
    {
        if (c.Archive!.Stream.Kind != ArchiveKind.Full || !c.IsSettled || c.Rounds is not [.., var last])
            return null;
        var shown = c.Named.OfType<SeatUnsealed>().Select(e => e.Position);
        return last.Seated.Except(shown).Any() ? "the name of somebody who sits is missing" : null;
    }
}
