using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Streams.Archives;

namespace Trading.Evaluation.Audits;

/// <summary>What an archive says of those whom hashes name, of either kind of draw.</summary>
/// <param name="Suite">The suite of its hashes.</param>
/// <param name="Draw">Its id.</param>
/// <param name="Root">Root of the commitment, or hash of the import.</param>
/// <param name="Gate">Signing key of the gate.</param>
/// <param name="Seats">Everybody whom a hash names.</param>
/// <param name="Public">Events of the public stream.</param>
/// <param name="Closed">Events of the stream that was closed.</param>
/// <param name="Named">Events of the stream of names.</param>
/// <param name="Kind">Whether names may be in the archive at all.</param>
internal sealed record PersonCase(
    Suite Suite,
    string Draw,
    byte[] Root,
    byte[] Gate,
    IReadOnlyList<PersonSeat> Seats,
    IReadOnlyList<DrawEvent> Public,
    IReadOnlyList<DrawEvent> Closed,
    IReadOnlyList<DrawEvent> Named,
    ArchiveKind Kind
);

/// <summary>V79–V81: whom hashes name. Source: docs/spec/draw.md, "Checks".</summary>
internal static class PersonChecks
{
    public static Finding Statements(PersonCase? c)
    {
        if (c is null || c.Seats.Count == 0)
            return Finding.Nothing("no hash names anybody");
        var told = c.Closed.OfType<PersonTold>().ToList();
        foreach (var e in told)
        {
            var said = new PositionStatement(c.Draw, c.Root, 0, e.Number, e.Outcome);
            if (c.Seats.All(s => s.Number != e.Number))
                return Finding.Fail($"there is no seat {e.Number}");
            if (!said.Holds(c.Suite, c.Gate, c.Draw, c.Root, 0, e.Signature))
                return Finding.Fail($"seat {e.Number}: the gate's signature does not hold");
        }
        var twice = told.Where(e => e.Outcome == PositionOutcome.Arrived).CountBy(e => e.Number).Any(n => n.Value > 1);
        return Finding.Of(twice ? "somebody arrived twice" : null, $"{told.Count} statements");
    }

    public static Finding Counts(PersonCase? c)
    {
        if (c is null || c.Seats.Count == 0)
            return Finding.Nothing("no hash names anybody");
        var buyers = c.Public.OfType<BuyersCounted>().LastOrDefault();
        var experts = c.Public.OfType<ArrivalsCounted>().LastOrDefault();
        var problem =
            Problem(c, isBuyers: true, buyers?.Arrived, buyers?.Seats, buyers?.At)
            ?? (
                c.Seats.Any(s => !s.IsBuyers)
                    ? Problem(c, isBuyers: false, experts?.Arrived, experts?.Seats, experts?.At)
                    : null
            );
        return Finding.Of(
            problem,
            $"{Here(c, true, long.MaxValue)} whom the buyer sent, {Here(c, false, long.MaxValue)} experts"
        );
    }

    public static Finding Names(PersonCase? c)
    {
        if (c is null || c.Seats.Count == 0)
            return Finding.Nothing("no hash names anybody");
        if (c.Kind == ArchiveKind.Public)
            return Finding.Nothing(ArchiveChecks.NoNames);
        if (c.Named.OfType<PersonNamed>().ToList() is not { Count: > 0 } named)
            return Finding.Nothing("no name was told");
        if (named.Select(e => e.Number).Distinct().Count() < named.Count)
            return Finding.Fail("a seat was named twice");
        var salt = c.Named.OfType<PersonSaltTold>().LastOrDefault()?.Salt;
        foreach (var e in named)
            if (NameProblem(c, e, salt) is { } problem)
                return Finding.Fail($"seat {e.Number}: {problem}");
        return Finding.Pass(
            salt is null
                ? $"{named.Count} names as the gate signed them; the salt that their hashes need is the host's"
                : $"{named.Count} names"
        );
    }

    private static string? NameProblem(PersonCase c, PersonNamed e, byte[]? salt)
    {
        if (c.Seats.FirstOrDefault(s => s.Number == e.Number) is not { } seat)
            return "there is none";
        if (!c.Closed.OfType<PersonTold>().Any(t => t.Number == e.Number && t.Outcome == PositionOutcome.Arrived))
            return "nobody arrived for it";
        if (!new PersonNaming(c.Draw, c.Root, e.Number, e.Name, e.Id).Holds(c.Suite, c.Gate, e.Signature))
            return "the gate's signature does not hold";
        return salt is null || PersonHash.Of(c.Suite, salt, e.Id).AsSpan().SequenceEqual(seat.Person)
            ? null
            : "somebody else was expected";
    }

    // Whoever comes after the last public count is in the closed stream, which is public by then.
    private static string? Problem(PersonCase c, bool isBuyers, int? arrived, int? seats, long? until)
    {
        var who = isBuyers ? "whom the buyer sent" : "experts";
        var expected = Here(c, isBuyers, until ?? Disclosed(c));
        if ((arrived ?? 0) != expected)
            return $"{arrived ?? 0} {who} were announced, {expected} were there";
        return seats is null || seats == c.Seats.Count(s => s.IsBuyers == isBuyers) ? null : $"other seats of {who}";
    }

    private static long Disclosed(PersonCase c) =>
        c.Public.OfType<DrawDisclosed>().LastOrDefault()?.At ?? long.MaxValue;

    private static int Here(PersonCase c, bool isBuyers, long until)
    {
        var last = new Dictionary<int, PositionOutcome>();
        foreach (var e in c.Closed.OfType<PersonTold>().Where(e => e.At <= until))
            last[e.Number] = e.Outcome;
        return last.Count(p => p.Value != PositionOutcome.Avoids && p.Key < PersonSeat.FirstExpert == isBuyers);
    }
}
