namespace Trading.Recount;

/// <summary>
/// One reason why a file is refused. Checks are lazy sequences of faults; the first one is the answer.
/// </summary>
internal sealed record Fault(string Code, string Path);

/// <summary>
/// A position in the file. A chain of steps, so that a path is only spelled out when something is wrong there.
/// </summary>
internal sealed class Place
{
    public static readonly Place Root = new(null, null, 0);

    private readonly Place? outer;
    private readonly string? key;
    private readonly int index;

    private Place(Place? outer, string? key, int index) => (this.outer, this.key, this.index) = (outer, key, index);

    public Place At(string key) => new(this, key, 0);

    public Place At(int index) => new(this, null, index);

    public override string ToString()
    {
        if (outer is null)
            return "$";
        return key is null ? $"{outer}[{index}]" : $"{outer}.{key}";
    }
}
