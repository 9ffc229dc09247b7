# tests/teach/rows.py -- a trap
board = [[0] * 3] * 3
board[0][0] = 1
print(board)
