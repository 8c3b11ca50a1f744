namespace Trading.Evaluation.Pool;

/// <summary>
/// The professional title (职称) of an expert, lowest first: a seat that asks for one takes a higher one too.
/// </summary>
public enum ExpertLevel
{
    /// <summary>Intermediate title (中级).</summary>
    Intermediate = 1,

    /// <summary>Associate senior title (副高级).</summary>
    Associate = 2,

    /// <summary>Full senior title (正高级).</summary>
    Senior = 3,
}

/// <summary>How an expert stands in the pool. Only <see cref="Admitted"/> can be drawn.</summary>
public enum ExpertStatus
{
    /// <summary>In the pool (在库).</summary>
    Admitted = 1,

    /// <summary>In the pool, not to be drawn for a time (暂停).</summary>
    Suspended = 2,

    /// <summary>Punished, not to be drawn (黑名单).</summary>
    Blacklisted = 3,

    /// <summary>No longer in the pool (退出).</summary>
    Left = 4,
}

/// <summary>
/// One expert as the pool's table has it; every value holds the rules of docs/spec/draw.md, "Pool table", when it comes
/// from <see cref="ExpertTable"/>.
/// </summary>
/// <param name="Number">The pool's own number, 1–32 of 0–9, A–Z, a–z and the hyphen.</param>
/// <param name="Name">1–96 bytes of UTF-8.</param>
/// <param name="Id">Resident identity number, 18 characters (<see cref="ResidentId"/>).</param>
/// <param name="Phone">Mobile phone, 11 digits from 13 to 19.</param>
/// <param name="Specialities">1–16 different codes (<see cref="Speciality"/>), in the table's order.</param>
/// <param name="Level">The professional title.</param>
/// <param name="Region">Six digits of GB/T 2260 (<see cref="RegionCode"/>): where the expert lives.</param>
/// <param name="Employer">At most 192 bytes of UTF-8; empty for somebody without an employer.</param>
/// <param name="EmployerCode">The employer's unified social credit code; empty exactly where the name is.</param>
/// <param name="Status">How the expert stands in the pool.</param>
/// <param name="Since">The first day of that status.</param>
/// <param name="Until">Its last day, or null where it has no end.</param>
public sealed record Expert(
    string Number,
    string Name,
    string Id,
    string Phone,
    IReadOnlyList<string> Specialities,
    ExpertLevel Level,
    string Region,
    string Employer,
    string EmployerCode,
    ExpertStatus Status,
    DateOnly Since,
    DateOnly? Until
)
{
    /// <summary>Whether the expert is admitted on that day.</summary>
    public bool IsAdmittedOn(DateOnly day) =>
        Status == ExpertStatus.Admitted && Since <= day && (Until is not { } last || day <= last);

    /// <summary>Prints the pool's number alone: a name, a phone or an identity number must not reach a log.</summary>
    public override string ToString() => $"Expert {Number}";
}
