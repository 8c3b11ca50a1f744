namespace Trading.Server.Streams;

/// <summary>A procedure that time moves: the worker asks each alike for its aggregates and drives them.</summary>
public interface IProcedure
{
    /// <summary>What the names of its public streams begin with, the full stop included.</summary>
    string Prefix { get; }

    /// <summary>Ids of all its aggregates, oldest first; no two procedures share an id.</summary>
    ValueTask<IReadOnlyList<string>> FindAllAsync();

    /// <summary>Makes what drives one of them.</summary>
    IDriver DriverOf(string id);
}
