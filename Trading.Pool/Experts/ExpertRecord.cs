namespace Trading.Pool.Experts;

/// <summary>An expert as the store has it now.</summary>
/// <param name="Expert">Everything of the table, contacts opened.</param>
/// <param name="Version">Number of its newest event; every change makes the next one.</param>
/// <param name="StatusReason">Why the expert has this status.</param>
/// <param name="ChangedAt">UTC microseconds.</param>
public sealed record ExpertRecord(Expert Expert, long Version, string StatusReason, long ChangedAt);

/// <summary>A line of the list: nothing that identifies or reaches the person.</summary>
public sealed record ExpertLine(
    string Number,
    string Name,
    IReadOnlyList<string> Specialities,
    ExpertLevel Level,
    string Region,
    string Employer,
    ExpertStatus Status,
    string Since,
    string? Until
);

public sealed record ExpertPage(long Total, IReadOnlyList<ExpertLine> Lines);

/// <summary>Days, both included, on which an expert cannot come.</summary>
public sealed record Absence(long Id, string From, string Until, bool IsWithdrawn);

/// <summary>A judgement of an expert's work.</summary>
/// <param name="Id">Its number in the pool.</param>
/// <param name="Day">The day it is of.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Note">What was seen.</param>
public sealed record Assessment(long Id, string Day, int Score, string Note);

/// <summary>One field before and after; null for a contact, of which only the change is told.</summary>
public sealed record FieldChange(string Field, string? From, string? To);

/// <summary>A change as it is kept: who, when and why.</summary>
/// <param name="Import">The number of the import that made it, or null.</param>
public sealed record ExpertEvent(
    long Version,
    long At,
    string By,
    string Act,
    string Reason,
    IReadOnlyList<FieldChange> Changes,
    long? Import
);

/// <summary>What the list is asked for; empty texts ask for nothing.</summary>
/// <param name="Text">Part of number, name, employer or credit code.</param>
/// <param name="Speciality">The beginning of a code: A08 finds A0801.</param>
/// <param name="Region">The beginning of a code: 45 finds 450300.</param>
/// <param name="Status">One status, or null for all.</param>
/// <param name="Id">A whole identity number.</param>
/// <param name="Page">From 1.</param>
public sealed record ExpertQuery(
    string Text,
    string Speciality,
    string Region,
    ExpertStatus? Status,
    string Id,
    int Page
);
