using System.Collections.Frozen;
using Trading.Evaluation.Draws;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

/// <summary>The desks of all draws, made when first asked for.</summary>
public sealed class DrawDesks
{
    private readonly IEventLog log;
    private readonly StreamIds published;
    private readonly OnceEach<string, Desk<Draw, DrawCommand, DrawEvent>> desks;

    public DrawDesks(IEventLog log, SaltedLeaves leaves)
    {
        this.log = log;
        var growth = new Growth(log);
        published = new StreamIds(log, Names.DrawStream(""));
        desks = new(draw => new(log, growth, AggregateOf(draw, leaves)));
    }

    /// <summary>The desk of a draw, published or about to be.</summary>
    public Desk<Draw, DrawCommand, DrawEvent> Of(string draw) => desks.Of(draw);

    /// <summary>Ids of all published draws, oldest first.</summary>
    public ValueTask<IReadOnlyList<string>> AllAsync() => published.AllAsync();

    /// <summary>A draw of ours; null for an id that nobody published.</summary>
    public async ValueTask<Draw.Published?> FindAsync(string draw) => await FindAnyAsync(draw) as Draw.Published;

    /// <summary>A draw of another system; null for an id that nobody imported.</summary>
    public async ValueTask<Draw.Imported?> FindImportedAsync(string draw) => await FindAnyAsync(draw) as Draw.Imported;

    /// <summary>
    /// A draw of either kind; null for an id that nobody published. Asking for strangers' ids keeps nothing.
    /// </summary>
    public async ValueTask<Draw?> FindAnyAsync(string draw)
    {
        if (!Names.IsSession(draw))
            return null;
        if (!desks.Has(draw) && await log.HeadAsync(Names.DrawStream(draw)) == 0)
            return null;
        return await Of(draw).ReadAsync() is var state and not Draw.None ? state : null;
    }

    /// <summary>
    /// A draw's public stream is everybody's, the closed one from the disclosure on, the one of names nobody's here.
    /// </summary>
    public IReadOnlyList<StreamRule> Rules =>
        [
            new(Names.DrawPrefix, DrawVisibility.Milestones, async s => await FindAnyAsync(IdOf(s)) is not null),
            new(
                Names.DrawnPrefix,
                FrozenSet<string>.Empty,
                async s =>
                    await FindAnyAsync(IdOf(s))
                        is Draw.Over { IsDisclosed: true }
                            or Draw.ImportOver { IsDisclosed: true }
            ),
            new(Names.SeatedPrefix, FrozenSet<string>.Empty, static _ => ValueTask.FromResult(false)),
        ];

    private static string IdOf(string stream) => stream[(stream.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static Aggregate<Draw, DrawCommand, DrawEvent> AggregateOf(string draw, SaltedLeaves leaves)
    {
        string[] streams = [Names.DrawStream(draw), Names.DrawnStream(draw), Names.SeatedStream(draw)];
        var seals = streams.ToFrozenDictionary(s => s, leaves.Of, StringComparer.Ordinal);
        return new(
            streams,
            new Draw.None(),
            DrawDecider.Decide,
            DrawDecider.Evolve,
            (_, happened, headOf) =>
            {
                var stream = DrawVisibility.Of(draw, happened);
                var (type, bytes) = DrawCodec.Table.Encode(happened);
                return (stream, seals[stream](headOf(stream), type, bytes));
            },
            stored => DrawCodec.Table.Decode(stored.Type, stored.Bytes)
        );
    }
}
