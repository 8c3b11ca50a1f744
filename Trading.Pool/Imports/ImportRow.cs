namespace Trading.Pool.Imports;

/// <summary>A row without a fault, and where it stands.</summary>
public readonly record struct ImportRow(int Line, Expert Expert);
