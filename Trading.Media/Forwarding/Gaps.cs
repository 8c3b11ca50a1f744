namespace Trading.Media.Forwarding;

/// <summary>
/// Numbers of a layer that did not come: asked for at once, then every 60 ms, at most six times, for at most a second.
/// At most 128; a longer hole is given up, and a whole picture wanted instead.
/// </summary>
internal sealed class Gaps
{
    public const int Most = 128;
    private const int Pause = 60;
    private const int Tries = 6;
    private const int Life = 1_000;

    private readonly Gap[] gaps = new Gap[Most];
    private int count;
    private long highest = -1;
    private bool hasGivenUp;

    private record struct Gap(long Index, long Since, long AskedAt, int Asked);

    /// <summary>How many numbers are missing.</summary>
    public int Count => count;

    /// <summary>Whether a number was given up since this was asked last: it will never come.</summary>
    public bool TakesGivenUp()
    {
        var was = hasGivenUp;
        hasGivenUp = false;
        return was;
    }

    /// <summary>Takes note of a number. True where it leaves a hole before it that is new.</summary>
    public bool Saw(long index, long now, out bool isGivenUp)
    {
        isGivenUp = false;
        if (highest < 0 || index <= highest)
        {
            highest = Math.Max(highest, index);
            Close(index);
            return false;
        }
        var (from, before) = (highest + 1, count);
        highest = index;
        if (index - from > Most - count)
        {
            (count, isGivenUp, hasGivenUp) = (0, true, true);
            return false;
        }
        for (var missing = from; missing < index; missing++)
            gaps[count++] = new Gap(missing, now, long.MinValue, 0);
        return count > before;
    }

    /// <summary>Writes the numbers to ask for now, the lowest first, and says how many.</summary>
    public int Due(long now, Span<ushort> asked)
    {
        var (due, kept) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var gap = gaps[i];
            if (now - gap.Since > Life)
                continue;
            var isDue = gap.Asked == 0 || now - gap.AskedAt >= Pause;
            if (isDue && gap.Asked == Tries)
                continue;
            if (isDue && due < asked.Length)
            {
                asked[due++] = (ushort)gap.Index;
                gap = gap with { AskedAt = now, Asked = gap.Asked + 1 };
            }
            gaps[kept++] = gap;
        }
        hasGivenUp |= kept < count;
        count = kept;
        return due;
    }

    private void Close(long index)
    {
        for (var i = 0; i < count; i++)
            if (gaps[i].Index == index)
            {
                Array.Copy(gaps, i + 1, gaps, i, count - i - 1);
                count--;
                return;
            }
    }
}
