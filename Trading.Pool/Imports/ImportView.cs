namespace Trading.Pool.Imports;

public enum ImportState
{
    /// <summary>The file is being read and compared with the pool.</summary>
    Reading,

    /// <summary>It was read; a manager decides.</summary>
    Checked,

    /// <summary>It is being written.</summary>
    Writing,
    Done,
    Cancelled,

    /// <summary>The store did not answer: nothing was written.</summary>
    Failed,
}

/// <summary>An import as the page follows it.</summary>
/// <param name="Id">Its name, of 32 letters.</param>
/// <param name="By">Who began it.</param>
/// <param name="StartedAt">UTC microseconds.</param>
/// <param name="State">How far it is.</param>
/// <param name="Percent">Of the state that it is in, 0 to 100.</param>
/// <param name="Rows">Rows that were read.</param>
/// <param name="FaultyRows">Rows with a fault.</param>
/// <param name="Faults">Faults of all rows.</param>
/// <param name="New">Experts that the pool does not know.</param>
/// <param name="Changed">Experts of whom something differs.</param>
/// <param name="Same">Experts that stand in the pool like this.</param>
/// <param name="MayTakeGood">Whether the rows without a fault may be taken alone.</param>
/// <param name="HasPoolChanged">The pool was changed after the file was compared; the counts are new.</param>
public sealed record ImportView(
    string Id,
    string By,
    long StartedAt,
    ImportState State,
    int Percent,
    int Rows,
    int FaultyRows,
    int Faults,
    int New,
    int Changed,
    int Same,
    bool MayTakeGood,
    bool HasPoolChanged
);
