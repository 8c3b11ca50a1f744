using Trading.Streams.Codec;

namespace Trading.Evaluation.Draws;

/// <summary>Events of a draw as the bytes that streams hold. Source: docs/spec/draw.md, "Streams".</summary>
public static class DrawCodec
{
    /// <summary>All events of a draw, whichever of its streams they lie in.</summary>
    public static EventTable<DrawEvent> Table { get; } =
        EventTable<DrawEvent>.Of(
            typeof(DrawRequested),
            typeof(DrawLockCertified),
            typeof(PoolReduced),
            typeof(ReductionDrawn),
            typeof(PoolCommitted),
            typeof(AnotherDrawOrdered),
            typeof(CommitteeDrawn),
            typeof(BiddersNamed),
            typeof(NoticesCounted),
            typeof(ArrivalsCounted),
            typeof(DrawFailed),
            typeof(DrawDisclosed),
            typeof(BeaconCombined),
            typeof(PositionTold),
            typeof(ConflictsFound),
            typeof(SeatUnsealed),
            typeof(ExternalDrawImported),
            typeof(BuyersCounted),
            typeof(PersonTold),
            typeof(PersonNamed),
            typeof(PaperKept),
            typeof(PersonSaltTold)
        );
}

/// <summary>Which stream an event of a draw lies in. Source: docs/spec/draw.md, "Streams".</summary>
public static class DrawVisibility
{
    /// <summary>At which events the head of the public stream is signed.</summary>
    public static IReadOnlySet<string> Milestones { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            nameof(PoolReduced),
            nameof(PoolCommitted),
            nameof(AnotherDrawOrdered),
            nameof(CommitteeDrawn),
            nameof(DrawFailed),
            nameof(DrawDisclosed),
            nameof(ExternalDrawImported),
            nameof(PaperKept),
        };

    /// <summary>The stream of the event.</summary>
    public static string Of(string draw, DrawEvent happened) =>
        happened switch
        {
            BeaconCombined or PositionTold or ConflictsFound or PersonTold => Names.DrawnStream(draw),
            SeatUnsealed or PersonNamed or PersonSaltTold => Names.SeatedStream(draw),
            _ => Names.DrawStream(draw),
        };
}
