using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Trading.Server.People;

/// <summary>
/// Accounts as Identity's store writes them. The tables come from the numbered SQL in <c>db/sqlite/people</c>; this
/// model only names them, and maps no column that we have no use for (no mail address, no telephone, no second factor
/// of the framework).
/// </summary>
public sealed class PeopleContext(DbContextOptions<PeopleContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StaffPerson>(Staff);
        modelBuilder.Entity<IdentityRole>(RoleNames);
        modelBuilder.Entity<IdentityUserRole<string>>(Roles);
        modelBuilder.Entity<StaffAct>(Acts);
        modelBuilder.Entity<PublisherRight>(Publishers);
    }

    /// <summary>
    /// Does it in one transaction. SQLite lets one writer in at a time, from the beginning of its transaction: nothing
    /// that was asked in it has changed when it is written.
    /// </summary>
    internal async Task<T> InTurnAsync<T>(Func<Task<T>> act)
    {
        await using var transaction = await Database.BeginTransactionAsync();
        var answer = await act();
        await SaveChangesAsync();
        await transaction.CommitAsync();
        return answer;
    }

    /// <summary>Notes an act beside the change that it is; the transaction saves both or none.</summary>
    internal void Note(long at, string by, string act, string about, string detail) =>
        Add(
            new StaffAct
            {
                At = at,
                By = by,
                Act = act,
                About = about,
                Detail = detail,
            }
        );

    private static void Staff(EntityTypeBuilder<StaffPerson> staff)
    {
        AccountRules.Map(staff);
        staff.ToTable("staff").Property(p => p.BoundKey).HasColumnName("spki");
        staff.HasIndex(p => p.NormalizedUserName).HasDatabaseName("staff_by_user").IsUnique();
        staff.HasIndex(p => p.BoundKey).HasDatabaseName("staff_by_key").IsUnique();
    }

    private static void RoleNames(EntityTypeBuilder<IdentityRole> names)
    {
        names.ToTable("staff_role_names").HasKey(n => n.Id);
        names.Property(n => n.Id).HasColumnName("id");
        names.Property(n => n.Name).HasColumnName("name").IsRequired();
        names.Property(n => n.NormalizedName).HasColumnName("normalized_name").IsRequired();
        names.Property(n => n.ConcurrencyStamp).HasColumnName("concurrency_stamp").IsConcurrencyToken();
        names.HasIndex(n => n.NormalizedName).HasDatabaseName("staff_role_names_by_name").IsUnique();
    }

    private static void Roles(EntityTypeBuilder<IdentityUserRole<string>> roles)
    {
        roles.ToTable("staff_roles").HasKey(r => new { r.UserId, r.RoleId });
        roles.Property(r => r.UserId).HasColumnName("staff_id");
        roles.Property(r => r.RoleId).HasColumnName("role_id");
    }

    private static void Publishers(EntityTypeBuilder<PublisherRight> rights)
    {
        rights.ToTable("publishers").HasKey(r => r.Folded);
        rights.Property(r => r.Folded).HasColumnName("folded");
        rights.Property(r => r.Name).HasColumnName("name").IsRequired();
        rights.Property(r => r.StaffId).HasColumnName("staff_id");
        rights.Property(r => r.Spki).HasColumnName("spki");
        rights.Property(r => r.GivenAt).HasColumnName("given_at");
        rights.Property(r => r.GivenBy).HasColumnName("given_by").IsRequired();
        rights.Property(r => r.TakenAt).HasColumnName("taken_at");
        rights.Ignore(r => r.Key);
    }

    private static void Acts(EntityTypeBuilder<StaffAct> acts)
    {
        acts.ToTable("staff_acts").HasKey(a => a.Number);
        acts.Property(a => a.Number).HasColumnName("number");
        acts.Property(a => a.At).HasColumnName("at");
        acts.Property(a => a.By).HasColumnName("by");
        acts.Property(a => a.Act).HasColumnName("act");
        acts.Property(a => a.About).HasColumnName("about");
        acts.Property(a => a.Detail).HasColumnName("detail");
    }
}
