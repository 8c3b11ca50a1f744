using Trading.Pool.Experts;

namespace Trading.Pool.Http;

public sealed record SearchRequest(
    string? Text,
    string? Speciality,
    string? Region,
    ExpertStatus? Status,
    string? Id,
    int Page = 1
);

/// <summary>An expert as it is typed. Of a change, an empty identity number or phone keeps what is there.</summary>
public sealed record ExpertFields(
    string Name,
    string Id,
    string Phone,
    IReadOnlyList<string> Specialities,
    ExpertLevel Level,
    string Region,
    string Employer,
    string EmployerCode,
    ExpertStatus Status,
    string Since,
    string? Until
);

public sealed record NewExpertRequest(string Number, ExpertFields Expert, string Reason);

public sealed record ChangeRequest(long Version, ExpertFields Expert, string Reason);

public sealed record AbsenceRequest(long Version, string From, string Until, string Reason);

public sealed record WithdrawRequest(long Version, string Reason);

public sealed record AssessmentRequest(long Version, string Day, int Score, string Note, string Reason);

public sealed record SpecialityRequest(string Name, string Reason);

/// <summary>Identity number and phone, asked for by themselves.</summary>
public sealed record ContactsAnswer(string Id, string Phone);

/// <summary>An expert as a page shows it: of identity number and phone the last letters alone.</summary>
public sealed record ExpertAnswer(
    string Number,
    long Version,
    string Name,
    string IdEnd,
    string PhoneEnd,
    IReadOnlyList<string> Specialities,
    ExpertLevel Level,
    string Region,
    string Employer,
    string EmployerCode,
    ExpertStatus Status,
    string Since,
    string? Until,
    string StatusReason,
    long ChangedAt
)
{
    private const int Shown = 4;

    public static ExpertAnswer Of(ExpertRecord record)
    {
        var expert = record.Expert;
        return new ExpertAnswer(
            expert.Number,
            record.Version,
            expert.Name,
            expert.Id[^Shown..],
            expert.Phone[^Shown..],
            expert.Specialities,
            expert.Level,
            expert.Region,
            expert.Employer,
            expert.EmployerCode,
            expert.Status,
            ExpertRows.TextOf(expert.Since),
            expert.Until is { } until ? ExpertRows.TextOf(until) : null,
            record.StatusReason,
            record.ChangedAt
        );
    }
}

/// <summary>An expert with everything around it.</summary>
public sealed record ExpertWhole(
    ExpertAnswer Expert,
    IReadOnlyList<Absence> Absences,
    IReadOnlyList<Assessment> Assessments
);
