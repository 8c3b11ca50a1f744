using Trading.Evaluation.Draws;
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
        return await desks.FindAsync(draw) switch
        {
            Draw.Drawn drawn => ListOf(drawn, names),
            Draw.Over { Last: Draw.Drawn drawn } => ListOf(drawn, names),
            { } state => new SeatList(state.Facts.Request.DrawnSeats, 0, []),
            null => null,
        };
    }

    private async Task<List<SeatUnsealed>> NamesAsync(string stream)
    {
        var names = new List<SeatUnsealed>();
        for (var read = 0; await log.ReadAsync(stream, read, PageEvents) is { Count: > 0 } page; read += page.Count)
            names.AddRange(page.Select(e => DrawCodec.Table.Decode(e.Type, e.Bytes)).OfType<SeatUnsealed>());
        return names;
    }

    private static SeatList ListOf(Draw.Drawn drawn, List<SeatUnsealed> names) =>
        new(drawn.Facts.Request.DrawnSeats, drawn.Arrived.Count, [.. names.Select(name => LineOf(drawn, name))]);

    private static SeatLine LineOf(Draw.Drawn drawn, SeatUnsealed e) =>
        new(
            drawn.Steps.Last(step => step.Position == e.Position).Group,
            e.Number,
            e.Name,
            e.At,
            drawn.Told[e.Position]
        );
}
