namespace Trading.Pool.Draws;

/// <summary>Where draws come from.</summary>
/// <param name="Platform">Its address; nothing else is ever called.</param>
/// <param name="Trust">The trust file.</param>
/// <param name="KeyFolder">Holds the custodian's two keys.</param>
public sealed record DrawOptions(Uri Platform, string Trust, string KeyFolder);
