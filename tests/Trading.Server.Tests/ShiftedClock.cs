namespace Trading.Server.Tests;

/// <summary>
/// The machine's clock with an offset that a test sets, or standing still. Its steady side moves only when a test says
/// so: how slow this machine is makes no standstill.
/// </summary>
public sealed class ShiftedClock : Clock
{
    private readonly Lock gate = new();
    private long offset;
    private long standing;
    private long steady;

    public override long Now
    {
        get
        {
            lock (gate)
                return standing > 0 ? standing : base.Now + offset;
        }
    }

    public override (long Steady, long Now) Look()
    {
        lock (gate)
            return (steady, Now);
    }

    public void Advance(TimeSpan by) => MoveTo(Now + (long)by.TotalMicroseconds);

    /// <summary>Goes on from an instant.</summary>
    public void MoveTo(long instant)
    {
        lock (gate)
            (offset, standing) = (instant - base.Now, 0);
    }

    /// <summary>Stands still at an instant.</summary>
    public void Freeze(long instant)
    {
        lock (gate)
            standing = instant;
    }

    /// <summary>Nobody saw the process alive from now until an instant, at which the clock stands then.</summary>
    public void StandStill(long until)
    {
        lock (gate)
        {
            steady += until - Now;
            standing = until;
        }
    }
}
