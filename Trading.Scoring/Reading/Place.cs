using System.Globalization;

namespace Trading.Scoring;

/// <summary>
/// Where a value stands in the file. A chain, so that nothing is spelled out before something is wrong.
/// </summary>
internal sealed record Place(Place? Parent, string Key, int Index)
{
    public static Place Root { get; } = new(null, "$", -1);

    public Place At(string key) => new(this, key, -1);

    public Place At(int index) => new(this, "", index);

    public override string ToString() =>
        Parent is null ? Key
        : Index >= 0 ? string.Create(CultureInfo.InvariantCulture, $"{Parent}[{Index}]")
        : $"{Parent}.{Key}";
}
