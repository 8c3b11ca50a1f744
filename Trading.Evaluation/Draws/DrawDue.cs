using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Draws;

/// <summary>A piece of work of a draw that time or state makes due; all of it may be done twice.</summary>
public abstract record DrawWork
{
    /// <summary>The ceremony of a lock runs: certify it when all have signed.</summary>
    /// <param name="Lot">The lock's word.</param>
    public sealed record RunCeremony(string Lot) : DrawWork;

    /// <summary>Trustees answer for the beacon: combine when t answers are there.</summary>
    public sealed record CombineBeacon : DrawWork;

    /// <summary>Time ends the draw.</summary>
    /// <param name="Cause">How.</param>
    public sealed record End(DrawFailure Cause) : DrawWork;

    /// <summary>What was closed becomes public.</summary>
    public sealed record Disclose : DrawWork;
}

/// <summary>What is due now, and when to ask again if nothing happens before.</summary>
/// <param name="Works">In the order in which they should be done.</param>
/// <param name="NextAt">UTC microseconds, or null when only an event can make something due.</param>
public sealed record DrawAgenda(IReadOnlyList<DrawWork> Works, long? NextAt);

/// <summary>
/// What time or state makes due in a draw: nobody presses a button at t_draw. Source: docs/spec/draw.md, "Due".
/// </summary>
public static class DrawDue
{
    private const long HourMicros = 3600 * 1_000_000L;
    private const long LateArrivalMicros = 4 * HourMicros;
    private const long DayMicros = 24 * HourMicros;
    private const long BeijingMicros = 8 * HourMicros;

    /// <summary>
    /// When the last member must have arrived: four hours after the room's opening, as for other faults of an
    /// evaluation (a local rule).
    /// </summary>
    public static long LastArrivalAt(DrawRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.RoomAt + LateArrivalMicros;
    }

    /// <summary>Whether nobody of an external draw is expected any more: the paper may come.</summary>
    public static bool IsPaperAwaited(Draw.Imported state, long now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return !ExternalSteps.IsAwaited(state, now);
    }

    /// <summary>
    /// When nobody is admitted any more: the end of the room's day in Beijing, yet not before 12 hours after its hour.
    /// </summary>
    public static long DoorClosesAt(DrawRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var midnight = ((request.RoomAt + BeijingMicros) / DayMicros + 1) * DayMicros - BeijingMicros;
        return Math.Max(midnight, request.RoomAt + DayMicros / 2);
    }

    /// <summary>
    /// Whether trustees are asked for a beacon now: a reduction as soon as it is committed to, a draw from t_draw on.
    /// </summary>
    public static bool IsBeaconDue(Draw state, long now) =>
        state switch
        {
            Draw.Drawn => false,
            Draw.Committed s => now >= s.Facts.Request.DrawAt,
            Draw.Locked { Reduction: { Value: null } } s => now >= ReductionAt(s.Facts.Request),
            _ => false,
        };

    /// <summary>
    /// From when on trustees answer for a reduction: t_draw, too. It is the same lock, and its answers tell an order.
    /// </summary>
    public static long ReductionAt(DrawRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.DrawAt;
    }

    private static DrawAgenda OfImported(Draw.Imported state, long now)
    {
        var endsAt = LastArrivalAt(state.Facts.Import.Request);
        return now >= endsAt
            ? new DrawAgenda([new DrawWork.End(DrawFailure.NotArrived)], null)
            : new DrawAgenda([], endsAt);
    }

    /// <summary>What is due now.</summary>
    public static DrawAgenda Of(Draw state, long now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state is Draw.Over { IsDisclosed: false, Last: Draw.Drawn })
            return new DrawAgenda([new DrawWork.Disclose()], null);
        if (state is Draw.Imported and not Draw.ImportOver)
            return OfImported((Draw.Imported)state, now);
        if (state is not Draw.Published s || state is Draw.Over)
            return new DrawAgenda([], null);
        var request = s.Facts.Request;
        if (s is Draw.Drawn drawn && drawn.StandsUncompared(now))
            return new DrawAgenda([new DrawWork.Disclose()], null);
        var endsAt = s is Draw.Drawn ? LastArrivalAt(request) : request.RoomAt;
        if (now >= endsAt)
            return new DrawAgenda(
                [new DrawWork.End(s is Draw.Drawn ? DrawFailure.NotArrived : DrawFailure.NotDrawn)],
                null
            );
        var next = now < request.DrawAt ? request.DrawAt : endsAt;
        return s switch
        {
            Draw.Locking l => new DrawAgenda(
                [.. DrawLots.All.Where(lot => !l.Locks.ContainsKey(lot)).Select(lot => new DrawWork.RunCeremony(lot))],
                next
            ),
            _ => new DrawAgenda(IsBeaconDue(s, now) ? [new DrawWork.CombineBeacon()] : [], next),
        };
    }
}
