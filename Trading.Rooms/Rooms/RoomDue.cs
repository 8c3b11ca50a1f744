namespace Trading.Rooms.Rooms;

/// <summary>A piece of work of a room that time or state makes due; all of it may be done twice.</summary>
public abstract record RoomTask
{
    /// <summary>Time has passed for a question or the report: <see cref="PassTime"/>.</summary>
    public sealed record Pass : RoomTask;

    /// <summary>Masked documents are looked through, and labels drawn: <see cref="DrawLabels"/>.</summary>
    public sealed record Label : RoomTask;

    /// <summary>Everything that is counted is there: <see cref="CountScores"/> with a fresh salt.</summary>
    public sealed record Count : RoomTask;
}

/// <summary>What is due now, and when to ask again if nothing happens before.</summary>
/// <param name="Tasks">In the order in which they should be done.</param>
/// <param name="NextAt">UTC microseconds, or null when only an event can make something due.</param>
public sealed record RoomAgenda(IReadOnlyList<RoomTask> Tasks, long? NextAt);

/// <summary>What time or state makes due in a room. Source: docs/spec/room.md, "Due".</summary>
public static class RoomDue
{
    /// <summary>What is due now.</summary>
    public static RoomAgenda Of(Room state, long now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state is not Room.Sitting s)
            return new RoomAgenda([], null);
        var tasks = new List<RoomTask>();
        long? next = null;
        foreach (var at in Times(s))
        {
            if (at <= now && tasks.Count == 0)
                tasks.Add(new RoomTask.Pass());
            else if (at > now && (next is null || at < next))
                next = at;
        }
        if (s is Room.Masking { Work.Labels.IsEmpty: true })
            tasks.Add(new RoomTask.Label());
        // A block stays until a correction: only then there is something new to count.
        if (s is Room.Summing { Count: null, Blocked: null, Motion: null })
            tasks.Add(new RoomTask.Count());
        return new RoomAgenda(tasks, next);
    }

    private static IEnumerable<long> Times(Room.Sitting state)
    {
        foreach (var question in state.Work.Questions.Values)
            if (question.State == QuestionState.Open)
                yield return question.AnswerBy;
        if (state is Room.Reporting s && s.Opinions.Count < s.Facts.Seats)
            yield return s.Draft.SignBy;
    }
}
