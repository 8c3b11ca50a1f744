namespace Trading.Pool.Imports;

/// <summary>What is wrong in a file, with its place; never what stands there.</summary>
/// <param name="Line">From 1; the header is line 1.</param>
/// <param name="Column">Cell of the row, from 1; 0 where it is of the whole line or file.</param>
/// <param name="Field">The column's meaning, or null.</param>
/// <param name="Code">A <see cref="TableFaultCode"/>, or one of this class.</param>
/// <param name="OtherLine">Where a value that stands twice stood first; else 0.</param>
/// <param name="Other">The number of the expert of the pool that has it already, or null.</param>
public sealed record ImportFault(int Line, int Column, string? Field, string Code, int OtherLine, string? Other)
{
    /// <summary>Another expert of the pool has this identity number.</summary>
    public const string IdInPool = nameof(IdInPool);

    /// <summary>Another expert of the pool has this phone.</summary>
    public const string PhoneInPool = nameof(PhoneInPool);

    // Behind these the file was not read to its end, or not at all.
    private static readonly TableFaultCode[] OfFile =
    [
        TableFaultCode.FileTooLarge,
        TableFaultCode.TooManyRows,
        TableFaultCode.NoHeader,
        TableFaultCode.UnknownColumn,
        TableFaultCode.DoubleColumn,
        TableFaultCode.MissingColumn,
    ];

    public static ImportFault Of(TableFault fault) =>
        new(fault.Line, fault.Column, fault.Field?.ToString(), fault.Code.ToString(), fault.OtherLine, null);

    /// <summary>Whether more than a row is wrong: then there are no good rows to take alone.</summary>
    public static bool IsOfFile(TableFault fault) => fault.Line == 1 || OfFile.Contains(fault.Code);
}
