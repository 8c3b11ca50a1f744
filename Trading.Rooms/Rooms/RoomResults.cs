using Trading.Rooms.Counts;

namespace Trading.Rooms.Rooms;

/// <summary>What the count of a concluded room says of each bid.</summary>
public static class RoomResults
{
    /// <summary>
    /// A line for each bid, in the start's order. The file is scored again: nothing of a result is kept.
    /// </summary>
    public static IReadOnlyList<RoomLine> LinesOf(Room.Concluded state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var counted = Counted.Of(Scorer.Score(Files.Of(state.Last)));
        return RoomLine.Of(state.Facts.Start, state.Last.Count.Revision, counted);
    }
}
