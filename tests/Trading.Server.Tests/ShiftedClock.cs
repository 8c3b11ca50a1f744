namespace Trading.Server.Tests;

/// <summary>The machine's clock with an offset that a test sets.</summary>
public sealed class ShiftedClock : Clock
{
    private long offset;

    public override long Now => base.Now + Interlocked.Read(ref offset);

    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, (long)by.TotalMicroseconds);

    public void MoveTo(long instant) => Interlocked.Exchange(ref offset, instant - base.Now);
}
