using System.Collections.Concurrent;
using Trading.Evaluation.Requests;
using Trading.Opening.Codec;
using Trading.Opening.Sessions;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Streams.Acts;

namespace Trading.Server.Draws;

/// <summary>
/// Who was identified in an opening, by name: the roles of its terms, and whoever signed an act of it with a
/// certificate. Members of a committee may not have attended (procurement-87:40). It is told after the opening, and to
/// the gate alone, which compares names. Source: docs/spec/gate.md, "Who attended the opening".
/// </summary>
public sealed class Attendance(IEventLog log, Desks sessions)
{
    private const int PageEvents = 1_000;

    /// <summary>The most names of one session.</summary>
    public const int MostNames = 2_000;

    private readonly ConcurrentDictionary<string, (object State, IReadOnlyList<string> Names)> known = new(
        StringComparer.Ordinal
    );

    /// <summary>Different names, in their order; none before every lot that is evaluated is opened or failed.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(DrawRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Session.Length == 0 || await sessions.FindAsync(request.Session) is not { } opening)
            return [];
        var lots = opening.Lots.Values.Where(l => request.Lot.Length == 0 || l.Terms.Lot == request.Lot).ToList();
        if (lots.Count == 0 || !lots.All(l => l is Lot.Opened or Lot.Failed))
            return [];
        if (known.TryGetValue(request.Session, out var before) && ReferenceEquals(before.State, opening))
            return before.Names;
        var names = new SortedSet<string>(opening.Terms.Roles.Select(r => r.Name), StringComparer.Ordinal);
        var stream = Names.SessionStream(request.Session);
        long from = 0;
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, from, PageEvents)).Count > 0;
            from += page.Count
        )
            foreach (var stored in page)
                if (ActOf(stored) is { } act && Certificate.TryParse(act.Certificate, out var certificate))
                    names.UnionWith(certificate.Holder.Names);
        IReadOnlyList<string> told = [.. names.Where(name => name.Trim().Length > 0).Take(MostNames)];
        known[request.Session] = (opening, told);
        return told;
    }

    private static SignedAct? ActOf(StoredEvent stored) =>
        stored.Type
            is nameof(BidderAttended)
                or nameof(RecordConfirmed)
                or nameof(ObjectionRaised)
                or nameof(ObjectionAnswered)
                or nameof(LateFreezeOrdered)
                or nameof(SessionConcluded)
            ? EventCodec.Session.Decode(stored.Type, stored.Bytes) switch
            {
                BidderAttended e => e.Act,
                RecordConfirmed e => e.Act,
                ObjectionRaised e => e.Act,
                ObjectionAnswered e => e.Act,
                LateFreezeOrdered e => e.Act,
                SessionConcluded e => e.Act,
                _ => null,
            }
            : null;
}
