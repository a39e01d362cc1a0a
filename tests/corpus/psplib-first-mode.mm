jobs  (incl. supersource/sink ):  3
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  1   N
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
1 1 1 2
2 2 1 3
3 1 0
************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  N 1
------------------------
1 1 0 0 0
2 1 3 1 4
  2 5 1 1
3 1 0 0 0
************
RESOURCEAVAILABILITIES:
  R 1  N 1
  2  9
************
