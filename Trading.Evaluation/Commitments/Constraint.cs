namespace Trading.Evaluation.Commitments;

/// <summary>
/// What can keep an expert from a seat, in the order in which it is asked: whoever several of them keep out is counted
/// under the first. The last three are met at the seating alone.
/// </summary>
public enum Constraint
{
    /// <summary>No seat group asks for the expert's specialities and title.</summary>
    Speciality,

    /// <summary>Not admitted to the pool on the day of the draw.</summary>
    Status,

    /// <summary>Absent on that day.</summary>
    Absence,

    /// <summary>From another region.</summary>
    Region,

    /// <summary>On the staff of a unit that is avoided.</summary>
    Unit,

    /// <summary>A person who is avoided, or whom the buyer named.</summary>
    Person,

    /// <summary>Too few different employers are left: one employer has one seat.</summary>
    Employer,

    /// <summary>Too many declined, gave no answer, or were found in conflict.</summary>
    Dropped,

    /// <summary>Each group alone has enough; experts and employers that fit several are asked for more often than they
    /// are there.</summary>
    Overlap,
}

/// <summary>
/// A group that cannot be filled, and what keeps most of its experts out. It names no person and no count of persons
/// but those left.
/// </summary>
/// <param name="Group">Index of the seat group, from 0.</param>
/// <param name="Needed">Experts that it needs, its reserve included.</param>
/// <param name="Left">Experts that are left for it.</param>
/// <param name="Binding">The constraint that keeps most of them out.</param>
public sealed record Shortage(int Group, int Needed, int Left, Constraint Binding);
