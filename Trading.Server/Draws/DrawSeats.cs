using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Server.Storage;

namespace Trading.Server.Draws;

/// <summary>
/// Who has arrived, out of the stream of names. Who may ask says the endpoint; nothing of it is kept anywhere else.
/// Source: docs/spec/draw.md, "HTTP".
/// </summary>
public sealed class DrawSeats(IEventLog log, DrawDesks desks)
{
    private const int PageEvents = 1_000;

    /// <summary>
    /// Everybody whose record was opened, in the order of arrival; nobody before the committee is drawn. Null for a
    /// draw that nobody published.
    /// </summary>
    public async Task<SeatList?> OfAsync(string draw)
    {
        // Names first: the state that is read behind them knows of each.
        var names = await NamesAsync(Names.SeatedStream(draw));
        return await desks.FindAnyAsync(draw) switch
        {
            Draw.Drawn drawn => ListOf(drawn, names),
            Draw.Over { Last: Draw.Drawn drawn } => ListOf(drawn, names),
            Draw.Committed early => new SeatList(early.Facts.Request.DrawnSeats, 0, PeopleOf(early.People, names)),
            Draw.Published early => new SeatList(early.Facts.Request.DrawnSeats, 0, []),
            Draw.Imported import => ListOf(import, names),
            _ => null,
        };
    }

    private async Task<List<DrawEvent>> NamesAsync(string stream)
    {
        var names = new List<DrawEvent>();
        for (var read = 0; await log.ReadAsync(stream, read, PageEvents) is { Count: > 0 } page; read += page.Count)
            names.AddRange(page.Select(e => DrawCodec.Table.Decode(e.Type, e.Bytes)));
        return names;
    }

    private static SeatList ListOf(Draw.Drawn drawn, List<DrawEvent> names) =>
        new(
            drawn.Facts.Request.DrawnSeats,
            drawn.Arrived.Count,
            [
                .. names
                    .OfType<SeatUnsealed>()
                    .Select(name => LineOf(drawn, name))
                    .Concat(PeopleOf(drawn.People, names))
                    .OrderBy(line => line.At),
            ]
        );

    private static SeatList ListOf(Draw.Imported import, List<DrawEvent> names)
    {
        var experts = PersonSeat.Of(import.Facts.Import).Where(seat => !seat.IsBuyers).ToList();
        return new SeatList(
            experts.Count,
            experts.Count(seat => import.People.IsHere(seat.Number)),
            PeopleOf(import.People, names)
        );
    }

    private static SeatLine LineOf(Draw.Drawn drawn, SeatUnsealed e) =>
        new(
            SeatKind.Drawn,
            drawn.Steps.Last(step => step.Position == e.Position).Group,
            e.Number,
            e.Name,
            e.At,
            drawn.Told[e.Position],
            drawn.Unseated.Contains(e.Position)
        );

    // Whom hashes name has no number of a pool: the seat's own stands there.
    private static List<SeatLine> PeopleOf(PeopleHere people, List<DrawEvent> names) =>
        [
            .. names
                .OfType<PersonNamed>()
                .Select(e => new SeatLine(
                    e.Number < PersonSeat.FirstExpert ? SeatKind.Buyers : SeatKind.External,
                    null,
                    $"{e.Number}",
                    e.Name,
                    e.At,
                    people.Told[e.Number].Outcome,
                    Unseated: false
                )),
        ];
}
