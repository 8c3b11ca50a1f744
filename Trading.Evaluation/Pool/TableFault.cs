namespace Trading.Evaluation.Pool;

/// <summary>The columns of the pool's table, in the order in which it is written.</summary>
public enum TableField
{
    /// <summary>专家编号, number.</summary>
    Number,

    /// <summary>姓名, name.</summary>
    Name,

    /// <summary>身份证号, id.</summary>
    Id,

    /// <summary>手机号, phone.</summary>
    Phone,

    /// <summary>评标专业, specialities.</summary>
    Specialities,

    /// <summary>职称级别, level.</summary>
    Level,

    /// <summary>地区代码, region.</summary>
    Region,

    /// <summary>工作单位, employer.</summary>
    Employer,

    /// <summary>单位信用代码, employer_code.</summary>
    EmployerCode,

    /// <summary>状态, status.</summary>
    Status,

    /// <summary>状态起始日, since.</summary>
    Since,

    /// <summary>状态截止日, until.</summary>
    Until,
}

/// <summary>
/// What is wrong in a pool's table, as a stable word. Sentences stand where words live. Source: docs/spec/draw.md,
/// "Pool table".
/// </summary>
public enum TableFaultCode
{
    /// <summary>The file has more bytes than <see cref="TableLimits.FileBytes"/>; nothing after that is read.</summary>
    FileTooLarge,

    /// <summary>There are more rows than <see cref="TableLimits.Rows"/>; nothing after that is read.</summary>
    TooManyRows,

    /// <summary>A line has more bytes than <see cref="TableLimits.LineBytes"/>.</summary>
    LineTooLong,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8,

    /// <summary>The file is empty.</summary>
    NoHeader,

    /// <summary>A cell of the header is the name of no column.</summary>
    UnknownColumn,

    /// <summary>The header names a column again; the other line is 0.</summary>
    DoubleColumn,

    /// <summary>The header does not name this column.</summary>
    MissingColumn,

    /// <summary>A row has more or fewer cells than the header; the column is the first that is too many or
    /// missing.</summary>
    WrongCellCount,

    /// <summary>A quotation mark opens a cell and none closes it.</summary>
    OpenQuote,

    /// <summary>A quotation mark stands inside a cell without quotes, or text follows the closing one.</summary>
    StrayQuote,

    /// <summary>A cell holds a line break.</summary>
    LineBreak,

    /// <summary>A cell that must be filled is empty.</summary>
    Empty,

    /// <summary>A cell is longer than its column may be.</summary>
    TooLong,

    /// <summary>A cell begins or ends with a blank.</summary>
    EdgeBlank,

    /// <summary>A cell holds a character that nobody sees, or that other programs read as another (control, format,
    /// private use).</summary>
    BadCharacter,

    /// <summary>A text begins with = + - or @, which spreadsheets execute.</summary>
    Formula,

    /// <summary>The expert's number holds other characters than 0–9, A–Z, a–z and the hyphen.</summary>
    BadNumber,

    /// <summary>The identity number has not the form of 18 characters.</summary>
    BadId,

    /// <summary>The day of birth in the identity number is no day.</summary>
    BadBirthday,

    /// <summary>The check character of the identity number does not fit.</summary>
    WrongIdCheck,

    /// <summary>The phone is no mobile number of 11 digits.</summary>
    BadPhone,

    /// <summary>A speciality has not the form of a code.</summary>
    BadSpeciality,

    /// <summary>A speciality stands twice.</summary>
    DoubleSpeciality,

    /// <summary>There are more specialities than <see cref="Speciality.MostOfOne"/>.</summary>
    TooManySpecialities,

    /// <summary>The level is none of the known ones.</summary>
    UnknownLevel,

    /// <summary>The region is no code of six digits under a known province.</summary>
    BadRegion,

    /// <summary>Employer and credit code: one of them is there, this one is not.</summary>
    HalfEmployer,

    /// <summary>The credit code has not the form, or its check character does not fit.</summary>
    BadEmployerCode,

    /// <summary>The status is none of the known ones.</summary>
    UnknownStatus,

    /// <summary>The date is no day of the form 2026-01-31.</summary>
    BadDate,

    /// <summary>The last day lies before the first.</summary>
    DatesReversed,

    /// <summary>Another line has this number already.</summary>
    DoubleNumber,

    /// <summary>Another line has this identity number already.</summary>
    DoubleId,

    /// <summary>Another line has this phone already.</summary>
    DoublePhone,
}

/// <summary>
/// One fault of a table. It never holds what stood in the cell: a fault may be printed, logged and sent.
/// </summary>
/// <param name="Line">Line of the file where the cell begins, from 1: the header is line 1.</param>
/// <param name="Column">Cell of that row, from 1; 0 where the fault is of the whole line or file.</param>
/// <param name="Field">The column's meaning, or null where it has none.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="OtherLine">Of a value that stands twice: the line where it stood first; else 0.</param>
public sealed record TableFault(int Line, int Column, TableField? Field, TableFaultCode Code, int OtherLine = 0);

/// <summary>One row of a table, in the file's order.</summary>
/// <param name="Line">The line where the row begins, from 1.</param>
/// <param name="Expert">The expert, or null where the row has a fault.</param>
/// <param name="Faults">Every fault of the row.</param>
public sealed record TableRow(int Line, Expert? Expert, IReadOnlyList<TableFault> Faults);

/// <summary>How much a table may hold.</summary>
public static class TableLimits
{
    /// <summary>Rows without the header.</summary>
    public const int Rows = 200_000;

    /// <summary>Bytes of a file: 64 MiB.</summary>
    public const long FileBytes = 64L << 20;

    /// <summary>Bytes of a line, and of a row that a quoted line break spreads over several.</summary>
    public const int LineBytes = 4096;

    /// <summary>The most bytes of UTF-8 in a cell of that column.</summary>
    public static int BytesOf(TableField field) =>
        field switch
        {
            TableField.Number => 32,
            TableField.Name => 96,
            TableField.Id => ResidentId.Characters,
            TableField.Phone => 11,
            TableField.Specialities => Speciality.MostOfOne * (Speciality.MostCharacters + 1),
            TableField.Level or TableField.Status => 32,
            TableField.Region => RegionCode.Digits,
            TableField.Employer => 192,
            TableField.EmployerCode => CreditCode.Characters,
            _ => 10,
        };
}
