using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Reports;

/// <summary>What a report is printed from: the room's events, folded, and the count that they give.</summary>
internal sealed class ReportFacts
{
    private readonly Dictionary<string, int> places;

    private ReportFacts(IReadOnlyList<RoomEvent> events, Room.Started state, Room.Sitting last)
    {
        (Events, State, Last) = (events, state, last);
        places = Start.Bids.Select((b, at) => (b.Id, at)).ToDictionary(p => p.Id, p => p.at, StringComparer.Ordinal);
        Count = last switch
        {
            Room.Summing s => s.Count,
            Room.Reporting s => s.Count,
            _ => null,
        };
        Terms = Files.Terms(last.Facts);
        Sheets = Files
            .Sheets(last.Work)
            .ToImmutableSortedDictionary(
                sheet => sheet.Seat,
                sheet =>
                    (IReadOnlyDictionary<string, IReadOnlyList<SheetScore>>)
                        sheet
                            .Bids.GroupBy(b => b.Bid, StringComparer.Ordinal)
                            .ToDictionary(
                                of => of.Key,
                                of => (IReadOnlyList<SheetScore>)[.. of.SelectMany(b => b.Scores)],
                                StringComparer.Ordinal
                            )
            );
        Outcome = Count is null ? null : Scorer.Score(Files.Of(last)).Outcome;
    }

    public IReadOnlyList<RoomEvent> Events { get; }

    public Room.Started State { get; }

    /// <summary>As it stands, or stood when it stopped or ended.</summary>
    public Room.Sitting Last { get; }

    /// <summary>What is reported; null where nothing is counted.</summary>
    public ScoresCounted? Count { get; }

    public Outcome? Outcome { get; }

    public Tender Terms { get; }

    public RoomStart Start => Last.Facts.Start;

    public RoomWork Work => Last.Work;

    /// <summary>Scores by seat and bid, the masked ones among them.</summary>
    public ImmutableSortedDictionary<int, IReadOnlyDictionary<string, IReadOnlyList<SheetScore>>> Sheets { get; }

    public long StartedAt => Events[0].At;

    public EvaluationConcluded? Concluded => (State as Room.Concluded)?.Result;

    public EvaluationFailed? Failed => (State as Room.Failed)?.Failure;

    /// <summary>Who sat where, as it is given.</summary>
    public IReadOnlyDictionary<int, string> Named { get; private init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>The hash that is signed: of the draft, or of what would be drafted now; null before a count.</summary>
    public string? Hash => Last is Room.Reporting s ? s.Draft.Hash : ReportHash.Of(Last.Facts, Events);

    /// <summary>Facts of events in the order in which they happened; those that do not follow are a
    /// <see cref="CorruptEventException"/>.</summary>
    public static ReportFacts Of(IReadOnlyList<RoomEvent> events, IReadOnlyDictionary<int, string>? names)
    {
        var state = events.Aggregate((Room)new Room.None(), RoomDecider.Evolve);
        var last = state switch
        {
            Room.Sitting s => s,
            Room.Stopped s => s.Before,
            Room.Concluded s => s.Last,
            Room.Failed s => s.Last,
            _ => throw new CorruptEventException(nameof(EvaluationStarted), "is missing"),
        };
        return new ReportFacts(events, (Room.Started)state, last)
        {
            Named = names ?? ImmutableSortedDictionary<int, string>.Empty,
        };
    }

    /// <summary>A bid by its number in the start's order, from 1, and its bidder's name.</summary>
    public string NameOf(string bid) =>
        places.TryGetValue(bid, out var at)
            ? $"{at + 1}. {Trading.Documents.PrintedText.Of(Start.Bids[at].Name)}"
            : bid;

    /// <summary>The number of a bid, from 1.</summary>
    public string NumberOf(string bid) =>
        places.TryGetValue(bid, out var at)
            ? (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : bid;

    /// <summary>The act under an event, read; what the decider let in can be.</summary>
    public static RoomAct ActOf(RoomSigned signed) =>
        RoomAct.TryParse(signed.Statement, out var act)
            ? act
            : throw new CorruptEventException(nameof(RoomAct), "cannot be read");
}
