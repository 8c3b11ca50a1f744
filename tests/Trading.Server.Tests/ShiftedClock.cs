namespace Trading.Server.Tests;

/// <summary>The machine's clock with an offset that a test sets, or standing still.</summary>
public sealed class ShiftedClock : Clock
{
    private long offset;
    private long standing;

    public override long Now => Interlocked.Read(ref standing) is > 0 and var fixedNow ? fixedNow : base.Now + Interlocked.Read(ref offset);

    public void Advance(TimeSpan by) => MoveTo(Now + (long)by.TotalMicroseconds);

    /// <summary>Goes on from an instant.</summary>
    public void MoveTo(long instant)
    {
        Interlocked.Exchange(ref offset, instant - base.Now);
        Interlocked.Exchange(ref standing, 0);
    }

    /// <summary>Stands still at an instant.</summary>
    public void Freeze(long instant) => Interlocked.Exchange(ref standing, instant);
}
