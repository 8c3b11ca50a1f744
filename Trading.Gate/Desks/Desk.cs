using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Trading.Gate.Desks;

/// <summary>Somebody who admits people at the door. All desks may do the same.</summary>
public sealed class Desk : Account;

/// <summary>Accounts as Identity's store writes them; the tables come from <c>db/sqlite/desks</c>.</summary>
public sealed class DesksContext(DbContextOptions<DesksContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var desks = modelBuilder.Entity<Desk>();
        AccountRules.Map(desks);
        desks.ToTable("desks");
        desks.HasIndex(d => d.NormalizedUserName).HasDatabaseName("desks_by_user").IsUnique();
    }
}

/// <summary>The desks' database, <c>desks.db</c>.</summary>
public sealed class DesksFile(string path) : SqliteFile(path, new Schema(Assembly.GetExecutingAssembly(), "desks"))
{
    public const string FileName = "desks.db";
}
